package dev.lanewise.file;

import java.io.Serializable;

/**
 * What is written to an object stream instead of an object that has a file format. The package of the format provides it as a service, for
 * the object's own class stands below that package.
 */
public interface SerialForm {

    /**
     * The form of an object.
     *
     * @param object what is serialized
     * @return what is written instead, and resolves to an equal object when it is read
     */
    Serializable of(Object object);
}
