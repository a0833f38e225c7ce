// The same project for Gradle 9.1 or later, the first that runs on JDK 25, after "samples/embed/run" has filled target/repository.
// Written after Gradle's documentation and never run: where this project is built there is Maven Central, which has no Gradle to start, and
// Debian's Gradle 4.4.1, which knows no JDK 25.
plugins {
    application
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(25)
    }
}

repositories {
    maven(url = uri("target/repository"))
    mavenCentral()
}

dependencies {
    implementation(platform("dev.lanewise:lanewise-bom:0.1.0-SNAPSHOT"))
    implementation("dev.lanewise:lanewise")
    compileOnly("org.springframework:spring-context:7.0.10")
    compileOnly("org.apache.kafka:kafka-streams:4.1.0")
    compileOnly("org.apache.flink:flink-core:2.1.0")
}

application {
    mainClass = "com.example.embed.Answer"
    applicationDefaultJvmArgs = listOf("--add-modules", "jdk.incubator.vector")
}
