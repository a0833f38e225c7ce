package dev.lanewise.chain;

/**
 * An edge of a chain: what one stage writes and others read. Fewer than sixteen samples always have a row a sample.
 *
 * @param id          its number in the chain, from 0, the samples
 * @param width       its features
 * @param finish      what whoever writes it does to each strip
 * @param rowsOfMany  whether it is wanted with a sample a row, P(samples x width), from sixteen samples on
 * @param lanesOfMany whether it is wanted with a sample a lane, P(width x samples), from sixteen samples on
 * @param lanesOfFew  whether it is wanted with a sample a lane below sixteen samples, too
 * @param gradient    whether somebody wants the derivative of the loss by it, before it was finished
 */
public record Value(int id, int width, Finish finish, boolean rowsOfMany, boolean lanesOfMany, boolean lanesOfFew, boolean gradient) {
}
