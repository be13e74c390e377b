do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select attstattarget from pg_attribute where attrelid = 'public.purchase'::regclass and attname = 'note') = 200 then
        set local lock_timeout = '500ms';
        alter table public.purchase alter column note set statistics 100;
    end if;
end
$$;
