do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select tgenabled from pg_trigger where tgrelid = 'public.purchase'::regclass and tgname = 'purchase_touch') = 'O' then
        set local lock_timeout = '500ms';
        alter table public.purchase disable trigger purchase_touch;
    end if;
end
$$;
