--@ Not online: how long the copy would keep others out.
            if not online then
                if condition is not null and not discarding and 2 * relation.size / 1e9 >= 1 then
                    statement := format('in one transaction it would keep everybody out of %s (%s) for about %s s, while values of {{Release}} are looked for and copied',
                        relation.qualified, pg_size_pretty(relation.size), ceil(2 * relation.size / 1e9));
                    if planning or may_block then
                        steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name,
                            'table', relation.table_name, 'message', statement || '; opscenter rollback, or {{online_script}} with psql, keeps nobody out');
                    else
                        obstacles := obstacles || (statement || '. Nobody waits if you run it online: psql -X -v script={{rollback_script}} '
                            '-f {{online_script}}, or: opscenter rollback. To let them wait: set opscenter.allow_blocking = on;');
                    end if;
                end if;
                continue;
            end if;
