--@ Executes statement, which drops an empty schema. Somebody's event trigger may forbid that: then it stays, which harms nobody.
begin
    execute statement;
exception
    when others then
--@include machine/search_path_again.sql
        steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'schema',
            'message', format('%s was refused, and the empty schema stays: %s', statement, sqlerrm));
end;
