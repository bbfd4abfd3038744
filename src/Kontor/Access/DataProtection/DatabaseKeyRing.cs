using System.Xml.Linq;
using Kontor.Kernel;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Kontor.Access;

/// <summary>
/// Keeps the keys of Data Protection (cookies, antiforgery, signing keys) in the database, so that all servers of a
/// group share them.
/// </summary>
public sealed class DatabaseKeyRing(
    NpgsqlDataSource database, [FromKeyedServices(WallClock.Key)] TimeProvider clock) : IXmlRepository
{
    /// <summary>
    /// Servers that find no usable key each make one. Within this time the first one's counts for all: the framework
    /// reads again after storing, and a server must not go on with a key that the others have not.
    /// </summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(30);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("select xml from data_protection_keys order by id");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var now = clock.Now();
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        const string oneAtATime = "lock table data_protection_keys in exclusive mode";
        using (var turn = new NpgsqlCommand(oneAtATime, connection, transaction))
        {
            turn.ExecuteNonQuery();
        }

        using (var insert = new NpgsqlCommand(
            """
            insert into data_protection_keys (friendly_name, xml, created_at)
            select $1, $2, $3
            where not ($4 and exists (
                select 1 from data_protection_keys where friendly_name like 'key-%' and created_at > $5))
            """,
            connection,
            transaction))
        {
            insert.Parameters.Add(new() { Value = friendlyName });
            insert.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
            insert.Parameters.Add(new() { Value = now });
            insert.Parameters.Add(new() { Value = element.Name.LocalName == "key" });
            insert.Parameters.Add(new() { Value = now - SameMoment });
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
