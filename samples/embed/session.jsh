import dev.lanewise.model.Network
import dev.lanewise.store.ModelFile
Network network = ModelFile.load(Path.of("src/main/resources/com/example/embed/flowers.lanewise"))
System.out.println("class " + network.classify(new float[] {6.3f, 3.3f, 6, 2.5f}))
/exit
