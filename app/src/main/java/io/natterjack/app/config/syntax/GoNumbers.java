package io.natterjack.app.config.syntax;

import java.math.BigDecimal;

/// Floating-point numbers as text, as the reference prints and encodes them: the digest of a configuration depends on it.
final class GoNumbers {
    private GoNumbers() {}

    /// Inside messages: exponent form for exponents below -4 and from 21 on.
    static String shown(double number) {
        return text(number, -4);
    }

    /// Inside JSON: exponent form for exponents below -6 and from 21 on, the exponent without a leading zero.
    static String json(double number) {
        return text(number, -6).replace("e-0", "e-");
    }

    private static String text(double number, int smallestPlainExponent) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= smallestPlainExponent && exponent < 21) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int size = Math.abs(exponent);
        return (number < 0 ? "-" : "") + mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
