package dev.lanewise.kernel;

/** What is summed over the samples, for each member by itself, to the gradient of a tensor with rows for members. */
public enum MemberSum {
    /** {@code g[m] = sum_s du[s, m] x[s]}, feature by feature: factors of members. */
    SCALE,
    /** {@code g[m * outputs + o] = sum_s dz[s, m][o] h[s, m]}: weights of heads. */
    HEADS,
    /** {@code g[m] = sum_s dz[s, m]}: biases of heads. */
    BIASES
}
