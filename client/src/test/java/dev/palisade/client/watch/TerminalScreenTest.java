package dev.palisade.client.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.render.RequestText;
import dev.palisade.client.render.Style;
import dev.palisade.client.timing.TimeScale;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {
    private final StringWriter output = new StringWriter();
    private final RequestText text = new RequestText(TimeScale.simulated(120), ZoneOffset.UTC, Style.COLOURED);

    @Test
    void drawsOverWhatItDrewBefore() {
        TerminalScreen screen = screen(200);

        screen.say("The message is in the queue.");
        screen.show(SampleRequest.view(SampleRequest.applying(), 10, SampleRequest.awaiting(2)));
        screen.show(SampleRequest.view(SampleRequest.ready(), 13));

        List<String> shown = FakeTerminal.shows(output.toString());
        assertThat(shown).hasSize(4).noneMatch(line -> line.contains("queue") || line.contains("Azure at work"));
        assertThat(shown.get(0)).contains("READY");
        assertThat(shown.get(3)).contains("Create cluster myaks").contains("20 min 00 s of about 20 min simulated");
    }

    @Test
    void neverDrawsALineThatTheTerminalWouldBreak() {
        screen(40).show(SampleRequest.view(SampleRequest.applying(), 10, SampleRequest.awaiting(2)));

        assertThat(FakeTerminal.shows(output.toString()))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void endsTheColourOfALineThatItCuts() {
        assertThat(TerminalScreen.fit("\u001b[32mabcdefgh\u001b[0m", 5)).isEqualTo("\u001b[32mabcd…\u001b[0m");
        assertThat(TerminalScreen.fit("abcd", 5)).isEqualTo("abcd");
    }

    private TerminalScreen screen(int columns) {
        return new TerminalScreen(new PrintWriter(output, true), text, columns);
    }
}
