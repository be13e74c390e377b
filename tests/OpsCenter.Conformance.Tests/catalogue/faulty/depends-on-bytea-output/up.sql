do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.customer_name'), 'pg_class') is distinct from 'made by: depends-on-bytea-output' then
        set local lock_timeout = '500ms';
        create table public.customer_name (customer_id bigint primary key, name text not null);
        insert into public.customer_name select id, convert_to(email, 'UTF8')::text from public.customer;
        comment on table public.customer_name is 'made by: depends-on-bytea-output';
    end if;
end
$$;
