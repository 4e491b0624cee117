package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.OperationWait.Seen;
import dev.palisade.activities.SentWrites.Sent;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.api.common.v1.Payload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An activity may be begun by one version of the worker and go on with another, either way. */
class NotesTest {
    private static final Sent SENT = new Sent(Duration.ofSeconds(4), true, false);
    private static final UndoTrail TRAIL = new UndoTrail("Creating", true, "Canceled", Sending.SENT);
    private static final Seen SEEN = new Seen("sealed", Duration.ofMillis(1500));

    @Test
    void allOfItComesBackAsItWasWritten() {
        Notes notes = Notes.NONE
                .withAnotherRead()
                .withAnotherRead()
                .with(SENT)
                .with(TRAIL)
                .with(Sending.TAKEN)
                .with(SEEN);

        assertThat(read(written(notes))).isEqualTo(notes);
        assertThat(read(written(Notes.NONE))).isEqualTo(Notes.NONE);
        assertThat(notes.reads()).isEqualTo(2);
    }

    @Test
    void whatABeginUsedToWriteAloneIsRead() {
        assertThat(read(json("{'sent':{'elapsed':4.0,'overForeign':true}}"))).isEqualTo(Notes.NONE.with(SENT));
        assertThat(read(json("{'sent':null}"))).isEqualTo(Notes.NONE);
    }

    @Test
    void thatAWriteMendsComesBack() {
        Notes notes = Notes.NONE.with(new Sent(Duration.ZERO, false, true));

        assertThat(read(written(notes))).isEqualTo(notes);
    }

    @Test
    void whatAnUndoUsedToWriteAloneIsReadAndIsUnderWay() {
        Notes creation = read(json("{'busy':'Creating','abortAnswered':true,'rest':'Canceled','deletion':'SENT'}"));
        Notes change = read(json("{'sending':'TAKEN'}"));

        assertThat(creation).isEqualTo(Notes.NONE.with(TRAIL));
        assertThat(change).isEqualTo(Notes.NONE.with(Sending.TAKEN));
        assertThat(creation.undoIsUnderWay()).isTrue();
        assertThat(change.undoIsUnderWay()).isTrue();
    }

    @Test
    void whatAWaitUsedToWriteAloneIsRead() {
        Notes notes = read(json("{'sealedUrl':'sealed','doneAt':1.5,'reads':2}"));

        assertThat(notes)
                .isEqualTo(Notes.NONE.withAnotherRead().withAnotherRead().with(SEEN));
    }

    @Test
    void whatIsWrittenNowHasTheNamesThatOlderWorkersRead() {
        JsonNode all = Payloads.converter()
                .fromPayload(
                        written(Notes.NONE
                                .with(SENT)
                                .with(TRAIL)
                                .with(Sending.TAKEN)
                                .with(SEEN)),
                        JsonNode.class,
                        JsonNode.class);

        assertThat(all.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "reads", "sent", "busy", "abortAnswered", "rest", "deletion", "sending", "sealedUrl", "doneAt");
        assertThat(all.path("deletion").asText()).isEqualTo("SENT");
        assertThat(all.path("sending").asText()).isEqualTo("TAKEN");
    }

    @Test
    void anUndoThatHasOnlyReadIsNotUnderWay() {
        assertThat(Notes.NONE.withAnotherRead().undoIsUnderWay()).isFalse();
    }

    private static Payload written(Object notes) {
        return Payloads.converter().toPayload(notes).orElseThrow();
    }

    private static Payload json(String text) {
        return written(HandMade.json(text.replace('\'', '"')));
    }

    private static Notes read(Payload payload) {
        return Payloads.converter().fromPayload(payload, Notes.class, Notes.class);
    }
}
