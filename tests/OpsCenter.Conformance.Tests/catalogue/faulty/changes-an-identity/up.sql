do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select attidentity from pg_attribute where attrelid = 'public.customer'::regclass and attname = 'id') = 'd' then
        set local lock_timeout = '500ms';
        alter table public.customer alter column id set generated always;
    end if;
end
$$;
