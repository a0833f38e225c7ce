package com.example.embed

import dev.lanewise.store.ModelFile
import dev.lanewise.table.Table
import dev.lanewise.table.TableTrainer
import java.nio.file.Path

/** Loads a model and asks it, then trains one on a small table and asks that. The argument is the first model's file. */
fun main(arguments: Array<String>) {
    val network = ModelFile.load(Path.of(arguments[0]))
    val flower = network.classify(floatArrayOf(6.3f, 3.3f, 6f, 2.5f))

    val rows = Array(60) { i -> floatArrayOf((i % 20).toFloat(), (i % 7).toFloat(), if (i % 20 < 10) 0f else 1f) }
    val model = TableTrainer.fast().target("wide").folds(1).fit(Table.of(rows, "width", "height", "wide"))
    val wide = model.predict(mapOf("width" to 18, "height" to 3)).label()
    println("class $flower, wide $wide")
}
