do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (select from public.setting where name = 'tone') then
        delete from public.setting where name = 'tone';
        perform setval('public.purchase_id_seq', 1, false);
    end if;
end
$$;
