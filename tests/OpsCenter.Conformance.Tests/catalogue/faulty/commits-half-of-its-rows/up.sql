do $$
begin
    perform pg_advisory_lock(20310101);
    if obj_description(to_regclass('public.customer_day'), 'pg_class') is distinct from 'made by: commits-half-of-its-rows' then
        create table public.customer_day (customer_id bigint primary key, day date not null);
        comment on table public.customer_day is 'made by: commits-half-of-its-rows';
        insert into public.customer_day
        select id, (created_at at time zone 'UTC')::date from public.customer where id <= (select min(id) from public.customer);
        commit;
        perform pg_sleep(0.4);
        insert into public.customer_day
        select id, (created_at at time zone 'UTC')::date from public.customer where id > (select min(id) from public.customer);
    end if;
    perform pg_advisory_unlock(20310101);
end
$$;
