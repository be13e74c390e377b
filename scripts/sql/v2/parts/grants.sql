--@ The rights that roles of V1 need for the new tables. Needs: elsewhere, the roles.
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'message', format(
                    'these roles work with llm_providers, but may not use the new tables: %1$s. If they should: '
                    'grant select, insert, update, delete on %2$s to %1$s; '
                    'grant select, insert on %3$I.audit_log to %1$s; grant usage on sequence %4$s to %1$s;',
                    elsewhere,
                    (select string_agg(format('%I.%I', home.schema_name, t), ', ') from unnest(new_tables) as t where t <> 'audit_log'),
                    home.schema_name,
                    pg_get_serial_sequence(format('%I.audit_log', home.schema_name), 'id')));
