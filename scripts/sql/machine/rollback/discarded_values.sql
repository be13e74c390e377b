--@ Online: how many values of earlier rows are discarded, counted before their columns are dropped. Fills: discarded.
            discarded := '[]';
            if discarding and condition is not null and has_table_privilege(relation.table_oid, 'SELECT') then
                execute format('select count(*) from %s as t where %s', relation.qualified, condition)
                into row_count;
                if row_count > 0 then
                    discarded := jsonb_build_array(jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name,
                        'table', relation.table_name, 'message', format('values of %s %s of %s (%s) were discarded', row_count,
                            case row_count when 1 then 'row' else 'rows' end, relation.qualified, array_to_string(relation.columns, ', '))));
                end if;
            end if;
