--@ Refuses what bears a name of our metadata and cannot be trusted. Fills: trusted_roles. Needs: caller_schemas. Placeholder: refused.
    -- Before anything of the metadata is read: a view or a column's default would run the code of its owner.
    execute $trust$
        select array(
--@include machine/trust/trusted_roles.sql
        )
    $trust$
    into trusted_roles
    using caller_schemas::text[], array[{{base_tables}}];
    execute $trust$
        select string_agg(format(E'\n  %s. %s, owner %s: %s', u.ordinal, u.title, u.owner, u.fault), '' order by u.ordinal)
        from (
            select f.*, row_number() over (order by f.title) as ordinal
            from (
--@include machine/trust/untrusted_objects.sql
            ) as f (title, owner, fault)
        ) as u
    $trust$
    into untrusted
    using trusted_roles;
    if untrusted is not null then
        raise exception using
            errcode = 'OCREF',
            message = '{{refused}}, nothing was changed. What is in the place of the migration metadata is not trusted:' || untrusted,
            hint = format('Trusted are the owner of the V1 tables, the owner of the database, the role that runs this, and superusers. Find out who made it and why. '
                'If nothing in it is ours: alter schema %1$s rename to %1$s_of_somebody; if it is ours, its former owner takes it back.',
                case when untrusted ~ '[.] (schema )?opscenter[.,]' then 'opscenter' else 'opscenter_archive' end);
    end if;

--@include machine/trust/work_role.sql

--@include machine/trust/archives.sql
