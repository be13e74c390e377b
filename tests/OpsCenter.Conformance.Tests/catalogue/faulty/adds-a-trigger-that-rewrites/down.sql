do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_trigger
        where tgrelid = 'public.purchase'::regclass and tgname = 'purchase_adds_a_trigger_that_rewrites'
            and obj_description(oid, 'pg_trigger') = 'made by: adds-a-trigger-that-rewrites'
    )
    then
        set local lock_timeout = '500ms';
        drop trigger purchase_adds_a_trigger_that_rewrites on public.purchase;
        drop function public.purchase_adds_a_trigger_that_rewrites();
    end if;
end
$$;
