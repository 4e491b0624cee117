package dev.palisade.local.servicebus.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.local.servicebus.entity.Catalogue;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.JournalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A row for each entity, under its name in any case. Entities change seldom: its statements are made when needed. */
final class SqliteCatalogue implements Catalogue {
    private final Connection connection;

    SqliteCatalogue(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<EntityDescription> load() {
        List<EntityDescription> loaded = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT description FROM entity ORDER BY name");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                loaded.add(DescriptionJson.read(row.getString(1)));
            }
            return loaded;
        } catch (SQLException | JsonProcessingException failed) {
            throw new JournalException("Loading the entities from the message store failed", failed);
        }
    }

    @Override
    public void keep(EntityDescription entity) {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO entity (name, description) VALUES (?, ?)")) {
            insert.setString(1, entity.name());
            insert.setString(2, DescriptionJson.write(entity));
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new JournalException("Keeping the entity " + entity.name() + " in the message store failed", failed);
        }
    }

    @Override
    public void forget(String name) {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM entity WHERE name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        } catch (SQLException failed) {
            throw new JournalException("Forgetting the entity " + name + " in the message store failed", failed);
        }
    }
}
