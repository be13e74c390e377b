do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.courier') is null then
        create table public.courier (
            id int primary key,
            title text
        );
        comment on table public.courier is 'made by: couriers';
    elsif obj_description(to_regclass('public.courier'), 'pg_class') is distinct from 'made by: couriers' then
        raise exception 'public.courier is there already, and is somebody else''s';
    end if;
end
$$;
