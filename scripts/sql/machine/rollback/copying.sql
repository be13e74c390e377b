--@ Online: whether values are copied under the lock, or before it. Fills: archive_table, copying, key_columns.
            archive_table := left(relation.table_name, 52) || '_' || number_of_archive;
            copying := null;
            if condition is not null and not discarding then
                if relation.begun is null and (relation.size < small or may_block and key_columns is null) then
                    copying := 'now';
                elsif key_columns is null or exists (select from pg_inherits as i where i.inhparent = relation.table_oid)
                    and not exists (select from pg_class as c where c.oid = relation.table_oid and c.relkind = 'p')
                then
                    copying := 'now';
                    if not may_block then
                        obstacles := obstacles || format('%s (%s) %s, so its values can be copied only while everybody is kept out of it, for about %s s. '
                            'To let them wait: set opscenter.allow_blocking = on;', relation.qualified, pg_size_pretty(relation.size),
                            case when key_columns is null then 'has no primary key' else 'has tables that inherit from it' end,
                            ceil(2 * relation.size / 1e9));
                    end if;
                else
                    copying := 'before';
                    if not has_schema_privilege('opscenter', 'CREATE') then
                        obstacles := obstacles || format('role %I may not create anything in schema opscenter, where written rows are noted. '
                            'Its owner has to run: grant create on schema opscenter to %1$I;', current_user);
                    end if;
                end if;
            end if;
            if key_columns is null then
                select array_agg(a.attname order by a.attnum)
                into key_columns
                from pg_attribute as a
                where a.attrelid = relation.table_oid and a.attnum > 0 and not a.attisdropped and not a.attname = any (relation.columns);
            end if;
