package org.callroster.export;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.callroster.Background;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExportSlotsTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID ANN = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();
    private static final UUID CAT = UUID.randomUUID();

    private final ExportSlots slots = new ExportSlots(8);

    @Test
    void oneCallerHasAQuarterAndOneTenantHalf() {
        assertEquals(List.of(true, true, false), takenBy(TENANT, ANN, 3));
        assertEquals(List.of(true, true, false), takenBy(TENANT, BEN, 3));
        assertEquals(List.of(false), takenBy(TENANT, CAT, 1));
        assertEquals(4, slots.taken());
    }

    @Test
    void oneTenantLeavesTheOthersHalfAndAllIsTheMost() {
        takenBy(TENANT, ANN, 2);
        takenBy(TENANT, BEN, 2);
        for (int i = 0; i < 4; i++) {
            assertTrue(slots.take(UUID.randomUUID(), UUID.randomUUID()));
        }
        assertFalse(slots.take(UUID.randomUUID(), UUID.randomUUID()));
        assertEquals(8, slots.taken());
    }

    @Test
    void refusedCallerHasTakenNothing() {
        takenBy(TENANT, ANN, 100);
        assertEquals(List.of(true, true), takenBy(TENANT, BEN, 2));
    }

    @Test
    void slotThatIsGivenBackIsFree() {
        for (int i = 0; i < 100; i++) {
            assertTrue(slots.take(TENANT, ANN));
            slots.giveBack(TENANT, ANN);
        }
        assertEquals(0, slots.taken());
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3 })
    void fewSlotsLetEveryoneHaveOne(int all) {
        ExportSlots few = new ExportSlots(all);
        assertTrue(few.take(TENANT, ANN));
        assertFalse(few.take(TENANT, BEN));
        assertEquals(all > 1, few.take(UUID.randomUUID(), CAT));
    }

    @Test
    void eightCallersAtOnceTakeNoMoreThanThereAre() {
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> callers = IntStream.range(0, 8).mapToObj(i -> Background.run(() -> {
            UUID caller = UUID.randomUUID();
            for (int turn = 0; turn < 10_000; turn++) {
                if (slots.take(TENANT, caller)) {
                    most.accumulateAndGet(slots.taken(), Math::max);
                    slots.giveBack(TENANT, caller);
                }
            }
        })).toList();
        callers.forEach(CompletableFuture::join);
        assertTrue(most.get() <= 4, most.toString());
        assertEquals(0, slots.taken());
    }

    private List<Boolean> takenBy(UUID tenant, UUID caller, int times) {
        return IntStream.range(0, times).mapToObj(i -> slots.take(tenant, caller)).toList();
    }
}
