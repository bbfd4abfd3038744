using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kontor.Kernel;

/// <summary>The one database context. Each feature maps its own tables in its *Storage.cs.</summary>
public sealed class KontorDb(DbContextOptions<KontorDb> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<Currency>().HaveConversion<CurrencyConverter>();
        foreach (var id in typeof(IId).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(IId))))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(KontorDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }

            foreach (var part in entity.GetComplexProperties())
            {
                foreach (var property in part.ComplexType.GetProperties())
                {
                    property.SetColumnName($"{Snake(part.Name)}_{Snake(property.Name)}");
                }
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName($"pk_{entity.GetTableName()}");
            }
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && !char.IsUpper(name[i - 1]))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    private sealed class CurrencyConverter() : ValueConverter<Currency, string>(currency => currency.Code, code => Currency.Of(code));

    private sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, New)
        where TId : struct, IId
    {
        private static readonly Expression<Func<Guid, TId>> New = CallConstructor();

        private static Expression<Func<Guid, TId>> CallConstructor()
        {
            var value = Expression.Parameter(typeof(Guid), "value");
            var constructor = typeof(TId).GetConstructor([typeof(Guid)])!;
            return Expression.Lambda<Func<Guid, TId>>(Expression.New(constructor, value), value);
        }
    }
}
