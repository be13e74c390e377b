do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute where attrelid = 'public.customer'::regclass and attname = 'full_name' and not attisdropped
    )
    then
        set local lock_timeout = '500ms';
        alter table public.customer rename column full_name to display_name;
    end if;
end
$$;
