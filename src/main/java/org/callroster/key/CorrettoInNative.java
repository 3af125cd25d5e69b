package org.callroster.key;

import java.util.function.BooleanSupplier;

import javax.crypto.MacSpi;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * For native executables. Before it signs, Amazon Corretto Crypto Provider tests all it can do, its HMACs by a provider made for that
 * moment. A native executable trusts no provider but those that it met while it was built: that test would fail, and with it
 * signatures, which have tests of their own. Nobody asks for a HMAC here.
 */
final class CorrettoInNative {

    private CorrettoInNative() {
    }

    /** There is a build of it for a few platforms only. */
    static final class IsThere implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            try {
                Class.forName("com.amazon.corretto.crypto.provider.EvpHmac", false,
                        Thread.currentThread().getContextClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.SelfTestResult", onlyWith = IsThere.class)
    static final class Result {

        @Alias
        static Result PASS_RESULT;
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpHmac", onlyWith = IsThere.class)
    static final class Hmac {

        @Substitute
        private static Result runSelfTest(String name, Class<? extends MacSpi> spi) {
            return Result.PASS_RESULT;
        }
    }
}
