package org.callroster.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;

/**
 * Begins the next request of a connection (RFC 9112 §9.3.2) when the last one is answered, the client has taken most of the
 * answers, and other connections have had their turn. Until then at most one more request is decoded, and the connection is not
 * read. What still waits when the connection closes is dropped.
 *
 * <p>Vert.x alone reads on. Then answers that a client does not take fill the memory, requests sent in one go delay all other
 * connections, and a connection that closes during a request, while the next has arrived in part, counts as open for ever.
 */
public final class Pipelining extends ChannelDuplexHandler {

    /** Bytes of answers that the client has not taken: none are added above the higher mark until the lower is reached. */
    private static final WriteBufferWaterMark UNTAKEN = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

    private static final long UNTIL_CLOSED_SECONDS = 1;

    private final HttpRequestDecoder decoder;
    private final ChannelHandlerContext decoding;
    /** Parts of requests that were decoded and not passed on. */
    private final Queue<Object> waiting = new ArrayDeque<>();
    /** Reading was stopped here. */
    private boolean stopped;
    /** The request in progress, though the rest of its body may still be arriving. */
    private boolean answered;
    /** From the last part of a request until the next request may begin. */
    private boolean busy;
    private boolean closing;

    private Pipelining(HttpRequestDecoder decoder, ChannelHandlerContext decoding) {
        this.decoder = decoder;
        this.decoding = decoding;
    }

    /** Requests of a Lambda are not decoded, and come one by one. */
    public static void filter(RoutingContext request) {
        ChannelHandlerContext vertx = Channels.of(request.request().connection());
        ChannelHandlerContext decoding = vertx.pipeline().context(HttpRequestDecoder.class);
        if (decoding != null && vertx.pipeline().get(Pipelining.class) == null) {
            install(vertx, decoding);
        }
        request.next();
    }

    private static void install(ChannelHandlerContext vertx, ChannelHandlerContext decoding) {
        HttpRequestDecoder decoder = (HttpRequestDecoder) decoding.handler();
        decoder.setSingleDecode(true);
        ChannelConfig config = vertx.channel().config().setWriteBufferWaterMark(UNTAKEN);
        MaxMessagesRecvByteBufAllocator ofAllChannels = config.getRecvByteBufAllocator();
        ofAllChannels.maxMessagesPerRead(1);
        vertx.pipeline().addBefore(vertx.name(), null, new Pipelining(decoder, decoding));
    }

    /**
     * Closes a connection after an answer, although its client may still be sending (RFC 9112 §9.6): to the client at once; what
     * arrives within a second is dropped. If both directions closed at once, bytes that nobody has read would reset the
     * connection, and the client might never see the answer.
     */
    public static void close(HttpConnection connection) {
        ChannelHandlerContext vertx = Channels.of(connection);
        Pipelining here = vertx.pipeline().get(Pipelining.class);
        if (here == null) {
            connection.close();
        } else {
            here.close(vertx);
        }
    }

    private void close(ChannelHandlerContext vertx) {
        closing = true;
        stopped = true;
        vertx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> ((DuplexChannel) vertx.channel()).shutdownOutput());
        vertx.executor().schedule(() -> vertx.close(), UNTIL_CLOSED_SECONDS, TimeUnit.SECONDS);
        giveTurn(vertx);
    }

    @Override
    public void channelRead(ChannelHandlerContext here, Object part) {
        waiting.add(part);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext here) throws Exception {
        goOn(here);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext here) throws Exception {
        goOn(here);
        here.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext here, Object part, ChannelPromise written) {
        here.write(part, written);
        if (isEndOfAnswer(part)) {
            answered = true;
            if (busy) {
                giveTurn(here);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        here.fireChannelInactive();
    }

    private void goOn(ChannelHandlerContext here) throws Exception {
        decodeNext();
        while (!waiting.isEmpty() && (closing || !busy && here.channel().isWritable())) {
            next(here, waiting.remove());
            decodeNext();
        }
        here.fireChannelReadComplete();
        readOn(here, waiting.isEmpty());
    }

    /** As if bytes had arrived: the decoder has kept those that it did not decode. */
    private void decodeNext() throws Exception {
        if (waiting.isEmpty()) {
            decoder.channelRead(decoding, Unpooled.EMPTY_BUFFER);
        }
    }

    /** Vert.x stops reading as well, if a body arrives faster than it is used: this undoes only its own stop. */
    private void readOn(ChannelHandlerContext here, boolean on) {
        if (!on || stopped) {
            stopped = !on;
            here.channel().config().setAutoRead(on);
        }
    }

    private void next(ChannelHandlerContext here, Object part) {
        if (closing) {
            ReferenceCountUtil.release(part);
        } else {
            pass(here, part);
        }
    }

    private void pass(ChannelHandlerContext here, Object part) {
        if (part instanceof HttpRequest) {
            answered = false;
        }
        if (part instanceof LastHttpContent) {
            busy = true;
            if (answered) {
                giveTurn(here);
            }
        }
        here.fireChannelRead(part);
    }

    private void giveTurn(ChannelHandlerContext here) {
        here.executor().execute(() -> {
            busy = false;
            here.pipeline().fireChannelReadComplete();
        });
    }

    /** An informational answer, like 100, is followed by another. */
    private static boolean isEndOfAnswer(Object part) {
        boolean isInformational =
                part instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return part instanceof LastHttpContent && !isInformational;
    }
}
