package dev.palisade.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentDifferenceTest {
    @Test
    void eachPlaceIsNamedOnceWithBothValuesAsDeepAsTheShapesAgree() throws JsonProcessingException {
        assertThat(between(
                        "{'name':'a','storage':[{'access':'x'},{'access':'y'}],'same':{'b':1},'gone':[1]}",
                        "{'storage':[{'access':'z'}],'name':'a','same':{'b':1},'new/one':true}"))
                .containsExactly(
                        "/storage/0/access: earlier \"x\", now \"z\"",
                        "/storage/1: earlier {\"access\":\"y\"}, now not there",
                        "/gone: earlier [1], now not there",
                        "/new~1one: earlier not there, now true");
    }

    @Test
    void aLongValueIsCut() throws JsonProcessingException {
        assertThat(between("{'a':'" + "x".repeat(500) + "'}", "{'a':1}"))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSizeLessThan(120).contains("…, now 1"));
    }

    @Test
    void bodiesThatSayTheSameDoNotDiffer() throws JsonProcessingException {
        assertThat(between("{'a':1,'b':[{}]}", "{'b':[{}],'a':1}")).isEmpty();
    }

    private static List<String> between(String earlier, String now) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        return ContentDifference.between(
                json.readTree(earlier.replace('\'', '"')), json.readTree(now.replace('\'', '"')));
    }
}
