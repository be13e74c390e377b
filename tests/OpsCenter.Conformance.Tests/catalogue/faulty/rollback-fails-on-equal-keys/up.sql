alter table ticket drop constraint ticket_number;
