--@ Obstacles: rights that the archive needs.
        if jsonb_path_exists(steps, '$[*] ? (@.kind == "OCARC")') or units <> '[]' and not discarding then
            if to_regclass('opscenter.archive') is null then
                if not has_schema_privilege('opscenter', 'CREATE') then
                    obstacles := obstacles || format(
                        'rows have to be archived, and role %I may not create a table in schema opscenter. Its owner has to run: grant create on schema opscenter to %1$I;',
                        current_user);
                end if;
            elsif not has_table_privilege('opscenter.archive', 'INSERT') then
                obstacles := obstacles || format(
                    'rows have to be archived, and role %I may not write opscenter.archive. Its owner has to run: grant select, insert on opscenter.archive to %1$I;',
                    current_user);
            end if;
            if units = '[]' then
                statements := format('do $do$ begin %s end $do$', preparation) || statements;
            end if;
        end if;
