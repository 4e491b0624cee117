package dev.palisade.planning.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.arm.Location;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixCoverTest {
    @ParameterizedTest
    @CsvSource({
        "AzureCloud.koreacentral, Storage.KoreaCentral, true",
        "AzureCloud.centralfrance, Storage.FranceCentral, true",
        "AzureCloud.francecentral, Storage.FranceCentral, true",
        "AzureCloud.koreacentral, Storage.KoreaSouth, false",
        "AzureCloud.koreacentral, Storage, false",
        "AzureCloud.eastus, Storage.EastUS2, false",
        "AzureCloud, AzureCloud.koreacentral, true",
        "AzureCloud.koreacentral, AzureCloud, false",
        "AzureCloud.koreacentral, 198.18.16.0/27, false"
    })
    void aRegionsPartOfAzureCloudContainsThatRegionsPartOfEveryService(String wide, String narrow, boolean covers) {
        assertThat(PrefixCover.covers(List.of(wide), List.of(narrow))).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({
        "koreacentral, Storage.koreacentral",
        "francecentral, Storage.francecentral",
        "germanywestcentral, Storage.germanywestcentral"
    })
    void onlyAzureCloudsTagsCallRegionsByOtherWords(String region, String tag) {
        assertThat(ServiceTagList.regional("Storage", new Location(region))).isEqualTo(tag);
    }
}
