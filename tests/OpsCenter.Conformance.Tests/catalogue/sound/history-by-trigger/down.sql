do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_trigger
        where tgrelid = 'public.purchase'::regclass and tgname = 'purchase_history'
            and obj_description(oid, 'pg_trigger') = 'made by: history-by-trigger'
    )
    then
        set local lock_timeout = '500ms';
        drop trigger purchase_history on public.purchase;
        drop function public.purchase_history();
        drop table public.purchase_history;
    end if;
end
$$;
