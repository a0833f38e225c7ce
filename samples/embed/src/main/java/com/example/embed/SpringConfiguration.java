package com.example.embed;

import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** One bean for all requests; its file may be in the application's jar ({@code classpath:...}) or outside ({@code file:...}). */
@Configuration
public class SpringConfiguration {

    @Bean
    Network network(@Value("${model:classpath:com/example/embed/flowers.lanewise}") Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return ModelFile.read(in, 1 << 28).network();
        }
    }
}
