package vfnet.operations.select;

import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.PfRow;

/** Judges a number of VFs by what the port supports. */
public final class VfCount {
    private VfCount() {}

    /**
     * {@return the number}
     *
     * @param count the number of VFs
     * @param min   the smallest number that is accepted, 0 or 1
     * @param max   how many VFs the port supports
     * @param row   the port
     * @throws OperationException when the number is outside the range
     */
    public static int require(int count, int min, int max, PfRow row) throws OperationException {
        if (count < min || count > max) {
            throw new OperationException(Kind.INVALID_REQUEST, "N is '" + count + "', but for " + row.title() + " it must be "
                    + (min == max ? String.valueOf(max) : "a number from " + min + " to " + max));
        }
        return count;
    }
}
