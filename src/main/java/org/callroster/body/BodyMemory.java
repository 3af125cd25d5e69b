package org.callroster.body;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds the memory of all request bodies held at one time. Beyond the bound, the body that has been arriving for longest gives
 * way: most bodies arrive at once, so those kept unfinished on purpose cannot shut the others out.
 */
final class BodyMemory {

    /** Bytes that an open request takes besides its body: headers, buffers, the stream. */
    private static final int OF_A_REQUEST = 4096;

    private final long max;
    private final Set<Body> arriving = new LinkedHashSet<>();
    private long held;

    BodyMemory(long max) {
        this.max = max;
    }

    synchronized long held() {
        return held;
    }

    void begin(Body body) {
        synchronized (this) {
            arriving.add(body);
        }
        grow(body, OF_A_REQUEST);
    }

    void grow(Body body, int bytes) {
        Body beyond = take(body, bytes);
        if (beyond != null) {
            beyond.giveWay();
        }
    }

    /** Returns the body that has to give way, or null. A body that has already given way takes no memory. */
    private synchronized Body take(Body body, int bytes) {
        if (arriving.contains(body)) {
            body.hold(bytes);
            held += bytes;
        }
        return held <= max || arriving.isEmpty() ? null : free(arriving.iterator().next());
    }

    /** The body stays held until {@link #release}. */
    synchronized void arrived(Body body) {
        arriving.remove(body);
    }

    synchronized void release(Body body) {
        free(body);
    }

    private Body free(Body body) {
        arriving.remove(body);
        held -= body.letGo();
        return body;
    }
}
