using Mono.Cecil;
using Mono.Cecil.Cil;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests.Rooms;

/// <summary>
/// Reads from the compiled code of a project which of its types use each other: in signatures, attributes and method
/// bodies. The compiler replaces constants and <c>nameof</c> by their values, so such uses are not visible.
/// </summary>
internal sealed class TypeUses
{
    private readonly string _project;
    private readonly HashSet<TypeUse> _uses = [];
    private ProjectType? _from;

    private TypeUses(string project) => _project = project;

    public static IReadOnlyCollection<TypeUse> Read(string project)
    {
        using var module = ModuleDefinition.ReadModule(
            Repository.Products.Single(product => product.Name == project).Assembly
        );
        var reader = new TypeUses(project);
        foreach (var type in module.Types)
        {
            reader._from = reader.Find(type);
            if (reader._from is not null)
            {
                reader.ReadType(type);
            }
        }

        return reader._uses;
    }

    private void ReadType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        AddConstraints(type);
        foreach (var implemented in type.Interfaces)
        {
            Add(implemented.InterfaceType);
        }

        foreach (var field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (var property in type.Properties)
        {
            AddAttributes(property);
        }

        foreach (var method in type.Methods)
        {
            ReadMethod(method);
        }

        foreach (var nested in type.NestedTypes)
        {
            ReadType(nested);
        }
    }

    private void ReadMethod(MethodDefinition method)
    {
        AddSignature(method);
        AddAttributes(method);
        AddConstraints(method);
        if (!method.HasBody)
        {
            return;
        }

        foreach (var variable in method.Body.Variables)
        {
            Add(variable.VariableType);
        }

        foreach (var handler in method.Body.ExceptionHandlers)
        {
            Add(handler.CatchType);
        }

        foreach (var instruction in method.Body.Instructions)
        {
            ReadOperand(instruction);
        }
    }

    private void ReadOperand(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Add(type);
                break;
            case FieldReference field:
                Add(field.DeclaringType);
                Add(field.FieldType);
                break;
            case MethodReference method:
                Add(method.DeclaringType);
                AddSignature(method);
                break;
        }
    }

    private void AddSignature(MethodReference method)
    {
        Add(method.ReturnType);
        foreach (var parameter in method.Parameters)
        {
            Add(parameter.ParameterType);
        }

        if (method is GenericInstanceMethod generic)
        {
            foreach (var argument in generic.GenericArguments)
            {
                Add(argument);
            }
        }
    }

    private void AddConstraints(IGenericParameterProvider owner)
    {
        foreach (var constraint in owner.GenericParameters.SelectMany(one => one.Constraints))
        {
            Add(constraint.ConstraintType);
        }
    }

    private void AddAttributes(ICustomAttributeProvider owner)
    {
        foreach (var attribute in owner.CustomAttributes)
        {
            Add(attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
            {
                Add(argument.Value as TypeReference);
            }
        }
    }

    private void Add(TypeReference? used)
    {
        if (used is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments)
            {
                Add(argument);
            }
        }

        if (used is TypeSpecification specification)
        {
            Add(specification.ElementType);
        }
        else if (used is TypeDefinition definition && Find(definition) is { } to && to != _from)
        {
            _uses.Add(new TypeUse(_from!, to));
        }
    }

    /// <summary>The type; null for generated types outside the namespace of the project.</summary>
    private ProjectType? Find(TypeDefinition type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        var name = type.Name.Split('`')[0];
        return type.Namespace == _project ? new ProjectType(name, null)
            : type.Namespace.StartsWith($"{_project}.", StringComparison.Ordinal)
                ? new ProjectType(name, type.Namespace[(_project.Length + 1)..].Split('.')[0])
            : null;
    }
}
