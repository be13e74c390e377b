--@ Finds the record of migrations. The select list stands before it.
    from pg_namespace as n
    join pg_class as m on m.relnamespace = n.oid and m.relname = 'migration'
    join pg_class as o on o.relnamespace = n.oid and o.relname = 'created_object'
    join pg_attribute as a on a.attrelid = m.oid and a.attname = 'record_oid'
    where n.nspname = 'opscenter';
