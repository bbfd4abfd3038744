namespace Kontor.Kernel;

/// <summary>Members of enumerations in addresses, by their names and nothing else.</summary>
public static class EnumName
{
    /// <summary>The member of that exact name; null for every other text, numbers included.</summary>
    public static T? Find<T>(string? name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, out var member) && Enum.IsDefined(member) && member.ToString() == name ? member : null;
}
