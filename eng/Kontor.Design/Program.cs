using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

Console.Error.WriteLine("This program has nothing to do by itself: eng/add-migration runs it through dotnet ef.");
return 1;

/// <summary>The model as migrations are made from it. No database is opened: the address is never used.</summary>
internal sealed class DesignTimeKontorDb : IDesignTimeDbContextFactory<KontorDb>
{
    public KontorDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<KontorDb>();
        Database.Configure(options, NpgsqlDataSource.Create("Host=nowhere"));
        return new KontorDb(options.Options);
    }
}
