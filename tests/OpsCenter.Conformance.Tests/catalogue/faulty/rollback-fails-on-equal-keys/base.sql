create table ticket (event int not null, number int not null, holder text not null, constraint ticket_number unique (event, number))
    partition by list (event);
create table ticket_1 partition of ticket for values in (1);
create table ticket_rest partition of ticket default;
