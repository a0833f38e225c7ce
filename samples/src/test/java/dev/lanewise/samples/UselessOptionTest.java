package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An option that would change nothing beside the others. */
class UselessOptionTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mnist --every 5steps                       | --every expects --checkpoint DIR beside it
            mnist --keep 2                             | --keep expects --checkpoint DIR beside it
            mnist --resume                             | --resume expects --checkpoint DIR beside it
            mnist --checkpoint x --accept-other-data   | --accept-other-data expects --resume beside it
            mnist --momentum 0.9 --optimizer adam      | --momentum expects an optimizer that has one, such as momentum or nesterov, \
            got adam
            mnist --momentum 0.9 --optimizer sgd(0.1)  | --momentum expects an optimizer that has one, such as momentum or nesterov, \
            got sgd(0.1)
            mnist --momentum 0.9 --optimizer nesterov(0.1,0.8) | --momentum expects an optimizer without its momentum in brackets, \
            got nesterov(0.1,0.8)
            mnist --lr 0.1 --optimizer sgd(0.2)        | --lr expects an optimizer without numbers, which have the learning rate, \
            got sgd(0.2)
            mnist --decay-factor biases=0              | --decay-factor expects an optimizer that has a weight decay, such as adamw, \
            or --l1 or --l2, got momentum
            mnist --decay-factor biases=0 --optimizer adam | --decay-factor expects an optimizer that has a weight decay, such as adamw, \
            or --l1 or --l2, got adam
            mnist --hidden none --activation tanh      | --activation is that of the hidden layers: expected it without --hidden none
            mnist --lr-factor layer1=0 --lr-factor LAYER1=1 | --lr-factor may be given once for a group, got layer1 twice
            images --data src --every 2epochs          | --every expects --checkpoint DIR beside it
            images --data src --momentum 0.9 --optimizer adam | --momentum expects an optimizer that has one, such as momentum or \
            nesterov, got adam
            explain --sample 2                         | --sample chooses among test images: expected --model beside it
            explain --data src                         | --data, --set and --dataset say which test images: expected --model beside them
            explain --dataset generated                | --data, --set and --dataset say which test images: expected --model beside them
            explain --model x --activation relu        | --model brings its own activations: expected it without --activation
            explain --w3 1                             | --w3 is of layer 3, but the network 3-3-1 has 2 layers
            explain --network 1-1 --w1 1 --b1 0 --b2 1 | --b2 is of layer 2, but the network 1-1 has 1 layer
            """)
    void isRefused(String words, String sentence) {
        Cli cli = Cli.run(words.split(" +"));
        assertEquals(sentence + " (lanewise " + words.split(" ")[0] + " --help explains)", cli.err().strip());
        assertEquals(2, cli.code());
        assertEquals("", cli.out());
    }

    /** Penalties have factors, too. */
    @Test
    void isTakenBesideAPenalty() {
        Cli cli = Cli.run("mnist", "--data", "/no/such/folder", "--l2", "0.001", "--decay-factor", "biases=1");
        assertEquals("--data /no/such/folder: there is no such folder", cli.err().strip().replaceAll("; .*|, .*", ""));
    }

    /** Where it changes something it stays. */
    @ParameterizedTest
    @CsvSource({"adamw", "'adamw(0.001,0.1)'", "AdamW"})
    void isTakenWhereItHasAnEffect(String optimizer) {
        Cli cli = Cli.run("mnist", "--data", "/no/such/folder", "--optimizer", optimizer, "--decay-factor", "biases=0");
        assertEquals("--data /no/such/folder: there is no such folder", cli.err().strip().replaceAll("; .*|, .*", ""));
    }
}
