package dev.lanewise.step;

import java.util.List;
import java.util.Map;

/**
 * Tiles of a worker that are updated by one rule. Arrays, since lists would cost the step of a small network some nanoseconds.
 *
 * @param rule  how
 * @param tiles what
 */
public record RuleTiles(UpdateRule rule, Tile[] tiles) {

    static RuleTiles[] of(Map<UpdateRule, List<Tile>> share) {
        return share.entrySet().stream().map(tiles -> new RuleTiles(tiles.getKey(), tiles.getValue().toArray(Tile[]::new)))
                .toArray(RuleTiles[]::new);
    }
}
