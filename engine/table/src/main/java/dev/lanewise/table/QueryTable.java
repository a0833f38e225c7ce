package dev.lanewise.table;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tables of what a database answers. */
final class QueryTable {

    private QueryTable() {
    }

    static Table of(ResultSet result) throws SQLException {
        ResultSetMetaData about = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= about.getColumnCount(); c++) {
            names.add(about.getColumnLabel(c));
        }
        ObjectColumns columns = new ObjectColumns(names);
        boolean isEmpty = true;
        while (result.next()) {
            isEmpty = false;
            for (int c = 0; c < names.size(); c++) {
                columns.add(c, result.getObject(c + 1));
            }
        }
        if (isEmpty) {
            throw new IllegalArgumentException("a table needs at least 1 row, but the query has none");
        }
        return columns.table();
    }
}
