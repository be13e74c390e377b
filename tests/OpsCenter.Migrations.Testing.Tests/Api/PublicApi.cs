using System.Reflection;
using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Testing.Tests.Api;

/// <summary>What an assembly offers to others, as text: a line per type and per member that is public or protected.</summary>
internal static partial class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) =>
        string.Concat(
            assembly
                .GetExportedTypes()
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type =>
                    $"{Kind(type)} {type.FullName}{Base(type)}\n{string.Concat(Members(type).Select(member => $"    {member}\n"))}"
                )
        );

    private static string Kind(Type type) =>
        type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static string Base(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) ? $" : {parent.Name}" : "";

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared)
            .Where(member => member.Name[0] != '<' && IsOffered(member))
            .Select(Describe)
            .Order(StringComparer.Ordinal);

    private static bool IsOffered(MemberInfo member) =>
        member switch
        {
            MethodBase { IsSpecialName: true, IsConstructor: false } => false,
            MethodBase method => method.IsPublic || method.IsFamily,
            FieldInfo field => field.IsPublic && !field.IsSpecialName,
            PropertyInfo property => property.GetMethod is { } get
                && (get.IsPublic || get.IsFamily),
            _ => false,
        };

    private static string Describe(MemberInfo member) =>
        member switch
        {
            MethodInfo method => $"{Modifier(method)}{method}",
            PropertyInfo property =>
                $"{Modifier(property.GetMethod!)}{property} {{ get;{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
            _ => member.ToString()!,
        };

    private static string Modifier(MethodInfo method) =>
        Blanks()
            .Replace(
                $"{(method.IsFamily ? "protected" : "")} {(method.IsStatic ? "static" : "")} {(method.IsAbstract ? "abstract" : "")} {(method is { IsVirtual: true, IsAbstract: false, IsFinal: false } ? "virtual" : "")} ",
                " "
            )
            .TrimStart();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
