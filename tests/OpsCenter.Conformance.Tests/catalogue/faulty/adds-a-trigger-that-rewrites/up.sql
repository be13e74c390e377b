do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_trigger
        where tgrelid = 'public.purchase'::regclass and tgname = 'purchase_adds_a_trigger_that_rewrites'
            and obj_description(oid, 'pg_trigger') = 'made by: adds-a-trigger-that-rewrites'
    )
    then
        set local lock_timeout = '500ms';
        create function public.purchase_adds_a_trigger_that_rewrites() returns trigger language plpgsql as $body$
        begin
            new.status := 'new';
            return new;
        end
        $body$;
        create trigger purchase_adds_a_trigger_that_rewrites before insert on public.purchase for each row execute function public.purchase_adds_a_trigger_that_rewrites();
        comment on trigger purchase_adds_a_trigger_that_rewrites on public.purchase is 'made by: adds-a-trigger-that-rewrites';
    end if;
end
$$;
