do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_trigger
        where tgrelid = 'public.purchase'::regclass and tgname = 'purchase_adds_a_trigger_that_refuses'
            and obj_description(oid, 'pg_trigger') = 'made by: adds-a-trigger-that-refuses'
    )
    then
        set local lock_timeout = '500ms';
        create function public.purchase_adds_a_trigger_that_refuses() returns trigger language plpgsql as $body$
        begin
            raise exception 'a purchase is final';
        end
        $body$;
        create trigger purchase_adds_a_trigger_that_refuses before update on public.purchase for each row execute function public.purchase_adds_a_trigger_that_refuses();
        comment on trigger purchase_adds_a_trigger_that_refuses on public.purchase is 'made by: adds-a-trigger-that-refuses';
    end if;
end
$$;
