package org.callroster.tenant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class FoldedTest {

    @ParameterizedTest
    @CsvSource({ "Łukasz,lukasz", "Zoë,zoe", "ÅSE,ase", "Straße,strasse", "STRASSE,strasse", "Æthelred Þór,aethelred thor",
            "İstanbul,istanbul", "Đorđe,dorde", "ΟΔΟΣ,οδοσ", "οδός,οδοσ", "FIona,fiona", "Ｊｏｈｎ,john",
            "Müller-Lüdenscheidt,muller-ludenscheidt",
            "Søren,soren", "Й,и", "日本,日本" })
    void caseAndMarksAreTakenOff(String text, String folded) {
        assertEquals(folded, Folded.of(text));
        assertEquals(folded, Folded.of(folded));
    }
}
