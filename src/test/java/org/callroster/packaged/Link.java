package org.callroster.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** A network link between the service and its database that can be cut, mended and silenced. */
final class Link implements AutoCloseable {

    private static final int UNANSWERED_MILLIS = 200;

    private final InetAddress at;
    private final int port;
    private final IntSupplier to;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private ServerSocket entry;
    private Thread accepting;
    private volatile boolean silent;
    private volatile int silences;

    Link(int to) {
        this(() -> to);
    }

    /** Asks for the port at each new connection, so that a link can act as a balancer. */
    Link(IntSupplier to) {
        this(InetAddress.getLoopbackAddress(), Service.freePort(), to);
    }

    Link(InetAddress at, int port, IntSupplier to) {
        this.at = at;
        this.port = port;
        this.to = to;
        mend();
    }

    int port() {
        return port;
    }

    /** Connections stay open but carry no more data, even after {@link #speak}. */
    void silence() {
        silences++;
        silent = true;
    }

    /** As if the host had lost its power: it is silent, and does not even answer an attempt to open a connection. */
    void lose() {
        silence();
        close(entry);
        entry = full();
    }

    /** New connections work again. Earlier ones stay open but dead. */
    void speak() {
        silences++;
        close(entry);
        mend();
    }

    void mend() {
        silent = false;
        ServerSocket opened = listening(0);
        entry = opened;
        accepting = inBackground(() -> accept(opened));
    }

    /** @param backlog how many connections may wait to be accepted; 0 for the usual number */
    private ServerSocket listening(int backlog) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(address(), backlog);
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(at, port);
    }

    /** Accepts nobody. When enough connections wait for that, Linux no longer answers further attempts. */
    private ServerSocket full() {
        ServerSocket full = listening(1);
        while (connects()) {
            // one more waits
        }
        return full;
    }

    private boolean connects() {
        Socket waiting = new Socket();
        ends.add(waiting);
        try {
            waiting.connect(address(), UNANSWERED_MILLIS);
            return true;
        } catch (IOException unanswered) {
            return false;
        }
    }

    /** As if the host were gone: open connections break, new ones are refused. */
    void cut() {
        closeQuietly(entry);
        ends.forEach(Link::closeQuietly);
        ends.clear();
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                join(from.accept());
            }
        } catch (IOException cut) {
            closeQuietly(from);
        }
    }

    private void join(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), to.getAsInt());
            ends.add(near);
            ends.add(far);
            int opened = silences;
            inBackground(() -> pump(near, far, opened));
            inBackground(() -> pump(far, near, opened));
        } catch (IOException nobodyThere) {
            closeQuietly(near);
        }
    }

    private void pump(Socket from, Socket into, int opened) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream(); OutputStream out = into.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!silent && opened == silences) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException cut) {
            closeQuietly(into);
        }
    }

    private static Thread inBackground(Runnable work) {
        Thread thread = new Thread(work, "link");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The port is in use until the thread that waits for connections has left. */
    private void close(ServerSocket old) {
        closeQuietly(old);
        try {
            accepting.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void closeQuietly(java.io.Closeable end) {
        try {
            end.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
