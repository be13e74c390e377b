do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regnamespace('billing'), 'pg_namespace') is not distinct from 'made by: own-schema' then
        set local lock_timeout = '500ms';
        drop table billing.invoice;
        drop type billing.state;
        drop schema billing;
    end if;
end
$$;
