package com.example.embed

import dev.lanewise.store.ModelFile
import dev.lanewise.table.{Table, TableTrainer}
import java.nio.file.Path
import scala.jdk.CollectionConverters.*

/** Loads a model and asks it, then trains one on a small table and asks that. The argument is the first model's file. */
@main def fromScala(file: String): Unit =
  val network = ModelFile.load(Path.of(file))
  val flower = network.classify(Array(6.3f, 3.3f, 6f, 2.5f))

  val rows = Array.tabulate(60)(i => Array[Float](i % 20, i % 7, if i % 20 < 10 then 0 else 1))
  val model = TableTrainer.fast().target("wide").folds(1).fit(Table.of(rows, "width", "height", "wide"))
  val wide = model.predict(Map("width" -> 18, "height" -> 3).asJava).label()
  println(s"class $flower, wide $wide")
