drop table loan;
