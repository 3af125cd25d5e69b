package org.callroster.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.callroster.Eventually;

/** Connections that each send the head of a request and a part of its body, and then wait. */
final class UnfinishedBodies {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Client(SocketChannel channel, ByteBuffer rest) {

        /** Sends what the other side takes now. True if all is sent, or if the other side takes no more. */
        boolean hasSentAll() {
            try {
                channel.write(rest);
                return !rest.hasRemaining();
            } catch (IOException cutOff) {
                return true;
            }
        }

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final List<Client> clients = new ArrayList<>();

    /** Returns when all have sent their part, or have been refused. */
    static UnfinishedBodies begin(int port, int connections, String head, int bytes) {
        ByteBuffer part = ByteBuffer.allocate(head.length() + bytes).put(head.getBytes(StandardCharsets.ISO_8859_1));
        while (part.hasRemaining()) {
            part.put((byte) ' ');
        }
        UnfinishedBodies all = new UnfinishedBodies();
        for (int i = 0; i < connections; i++) {
            all.clients.add(new Client(connected(port), part.duplicate().flip()));
        }
        List<Client> sending = new ArrayList<>(all.clients);
        Eventually.holds(PATIENCE, () -> {
            sending.removeIf(Client::hasSentAll);
            return sending.isEmpty();
        });
        return all;
    }

    private static SocketChannel connected(int port) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_SNDBUF, 65536);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        clients.forEach(Client::close);
    }
}
